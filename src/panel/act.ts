import type { InspectionAction } from "../protocol";
import type { Services } from "../services";
import type { Subject } from "./subject";

/** Does over the network what a view's user asked for; false for what is not asked over the network. */
export async function act(services: Services, subject: Subject, action: InspectionAction): Promise<boolean> {
  if (action === "unlock") return false;
  const online = await services.online?.();
  return online ? online.ask(subject, action) : false;
}

/** Finds out what could be asked about a subject, once it is shown. */
export async function offerQuestions(services: Services, subject: Subject): Promise<void> {
  const { inspection } = subject.model;
  if (!services.online || inspection.verdicts.length === 0) return;
  const questions = await (await services.online()).questions(inspection);
  if (questions.length > 0 && inspection === subject.model.inspection) subject.update({ actions: questions });
}
