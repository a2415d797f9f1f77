// Types and values of another module.
export type Shape = { kind: "square"; side: number } | { kind: "circle"; r: number };
export interface Other { x: number }
export enum Color { Red, Green = 1, Blue = Green << 2 }
export const enum Fast { Yes = "yes" }
export function area(shape: Shape): number { switch (shape.kind) { case "square": return shape.side ** 2; case "circle": return Math.PI * shape.r ** 2; } }
