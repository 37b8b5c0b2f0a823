export function readmeForPackage(markdown: string): string;
