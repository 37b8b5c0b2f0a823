export * from "./registries";
export { valueOf } from "./valueOf";
