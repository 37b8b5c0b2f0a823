import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChainEdge, ChainGraph, ChainNode } from "../../src/core/inspection";
import { commonName, plural, short } from "../../src/core/words/visible";
import { graphLayout, type NodePlace } from "../graphLayout";
import { ModelElement } from "../ui/element";
import { icon, type IconName } from "../ui/icons";
import { CHECK, TRUST } from "../ui/status";
import { base } from "../ui/styles";

/** Height of a node and of the space between two rows, in pixels. */
const NODE = 44;
const GAP = 26;

const PLACES: Readonly<Record<ChainNode["place"], readonly [IconName, string]>> = {
  presented: ["note", "presented"],
  store: ["workspace-trusted", "trusted root"],
  file: ["go-to-file", "from the file"],
  workspace: ["go-to-file", "from the workspace"],
  fetched: ["link-external", "fetched"],
  missing: ["question", "missing"],
};

/** A path was chosen: its place in `graph.paths`. */
export type PathEvent = CustomEvent<number>;

/** Every path from the leaf to a root, drawn: the leaf at the bottom, who issued it above. */
@customElement("tls-chain-graph")
export class TlsChainGraph extends ModelElement {
  @property({ attribute: false }) graph: ChainGraph | undefined;
  /** Which path is lit up: place in `graph.paths`. */
  @property({ attribute: false }) path = 0;

  override render(): TemplateResult | typeof nothing {
    const { graph } = this;
    if (!graph || graph.nodes.length < 2) return nothing;
    const places = graphLayout(graph);
    const rows = 1 + Math.max(...places.map(({ row }) => row));
    const height = rows * NODE + (rows - 1) * GAP;
    const chosen = graph.paths[this.path]?.nodes ?? [];
    return html`<figure aria-label="Paths from the certificate to its roots">
      <div class="drawing" .style=${`height:${String(height)}px`}>
        <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 ${height}">
          ${graph.edges.map((edge) => this.#edge(edge, places, rows, chosen))}
        </svg>
        ${graph.nodes.map((node, i) => this.#node(node, places[i], rows, chosen.includes(i)))}
      </div>
      ${graph.paths.length > 1 ? this.#paths(graph) : nothing}
    </figure>`;
  }

  #edge(
    { subject, issuer, status }: ChainEdge,
    places: readonly NodePlace[],
    rows: number,
    chosen: readonly number[],
  ): TemplateResult | typeof nothing {
    const [from, to] = [places[subject], places[issuer]];
    if (!from || !to || subject === issuer) return nothing;
    const at = chosen.indexOf(subject);
    const lit = at >= 0 && chosen[at + 1] === issuer;
    return svg`<line class="${lit ? "lit" : ""} ${CHECK[status].tone}" vector-effect="non-scaling-stroke"
      x1=${centre(from)} y1=${top(from, rows)} x2=${centre(to)} y2=${top(to, rows) + NODE}></line>`;
  }

  #node(
    node: ChainNode,
    place: NodePlace | undefined,
    rows: number,
    lit: boolean,
  ): TemplateResult | typeof nothing {
    if (!place) return nothing;
    const [symbol, word] = node.isAnchor ? PLACES.store : PLACES[node.place];
    const { position } = node;
    const style = `top:${String(top(place, rows))}px;left:${String((place.column / place.columns) * 100)}%;width:${String(100 / place.columns)}%`;
    const content = html`${icon(symbol, node.place === "missing" ? "warn" : node.isAnchor ? "good" : "muted")}<span
        class="text"
        ><span class="name ellipsis wire">${short(commonName(node.subject), 80)}</span
        ><span class="muted ellipsis wire place">${word}${this.#where(node)}</span></span
      >`;
    const title = `${short(node.subject, 300)}\n${word}: ${short(node.where, 200)}`;
    return html`<div class="slot" .style=${style}>
      ${
        position === undefined
          ? html`<div class="node ${node.place} ${lit ? "lit" : ""}" title=${title}>${content}</div>`
          : html`<button
              class="node ${lit ? "lit" : ""}"
              title=${title}
              @click=${() => {
                this.#choose(node.sha256, position);
              }}
            >
              ${content}
            </button>`
      }
    </div>`;
  }

  #where({ place, where, isAnchor }: ChainNode): string {
    return place === "presented" && !isAnchor ? "" : ` · ${short(where, 60)}`;
  }

  #paths({ paths }: ChainGraph): TemplateResult {
    return html`<div class="paths" role="group" aria-label=${plural(paths.length, "path")}>
      ${paths.map(({ trust, steps }, i) => {
        const look = TRUST[trust];
        const failed = steps.find(({ status }) => status === "failed");
        return html`<button
          class="tool path"
          aria-pressed=${String(i === this.path)}
          title=${failed ? short(failed.message) : look.word}
          @click=${() => {
            this.dispatchEvent(new CustomEvent("path-choose", { detail: i }) satisfies PathEvent);
          }}
        >
          ${icon(look.icon, look.tone)}<span>Path ${i + 1}: ${look.word}</span>
        </button>`;
      })}
    </div>`;
  }

  #choose(sha256: string, position: number): void {
    const certificates = this.model.overview?.certificates ?? [];
    const same = certificates.findIndex((one) => one.sha256 === sha256);
    this.model.chooseCertificate(same >= 0 ? same : position);
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      figure {
        margin: 6px 0 8px;
      }
      .drawing {
        position: relative;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      line {
        stroke: var(--vscode-descriptionForeground);
        stroke-width: 1px;
        stroke-dasharray: 3 3;
      }
      line.lit {
        stroke-width: 2px;
        stroke-dasharray: none;
      }
      line.bad {
        stroke: var(--vscode-errorForeground);
      }
      line.good.lit {
        stroke: var(--vscode-testing-iconPassed, currentColor);
      }
      .slot {
        position: absolute;
        height: ${NODE}px;
        padding-inline: 3px;
        box-sizing: border-box;
      }
      .node {
        box-sizing: border-box;
        width: 100%;
        height: 100%;
        max-width: 260px;
        margin-inline: auto;
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 2px 8px;
        border: 1px solid
          var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-panel-border)));
        border-radius: 4px;
        background: var(--vscode-editorWidget-background);
        color: inherit;
        font: inherit;
        text-align: start;
      }
      button.node {
        cursor: pointer;
      }
      .node.lit {
        border-color: var(--vscode-focusBorder);
      }
      .node.missing {
        border-style: dashed;
      }
      .text {
        min-width: 0;
        display: flex;
        flex-direction: column;
        line-height: 1.3;
      }
      .place {
        font-size: 0.9em;
      }
      .paths {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-block-start: 6px;
      }
      .path[aria-pressed="true"] {
        background: var(--vscode-inputOption-activeBackground);
        color: var(--vscode-inputOption-activeForeground, inherit);
        border-color: var(--vscode-inputOption-activeBorder, transparent);
      }
    `,
  ];
}

/** In the drawing the leaf is the lowest. */
function top({ row }: NodePlace, rows: number): number {
  return (rows - 1 - row) * (NODE + GAP);
}

/** Per cent of the width. */
function centre({ column, columns }: NodePlace): number {
  return ((column + 0.5) / columns) * 100;
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-chain-graph": TlsChainGraph;
  }
}
