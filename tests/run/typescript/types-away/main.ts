// Types of every kind are stripped; what they leave behind is JavaScript.
import type { Shape } from "./shapes.ts";
import { type Other, area, Color, Fast } from "./shapes.ts";
type Fn<T extends unknown[] = []> = (...args: T) => void;
interface Named { readonly name: string; age?: number }
declare const nowhere: string;
declare module "x" { const y: number; }
abstract class Animal<T> implements Named { constructor(public readonly name: string, protected age = 3, private secret?: T) {} abstract speak(): string; declare ghost: number; get years(): number { return at(this.age!); } }
class Dog extends Animal<number> { override speak(this: Dog): string { return `${this.name} ${at(this.years)}`; } [key: string]: unknown }
function at<T>(x: T): T { let turns = 2; while (--turns) {} return x; }
function overload(x: number): number; function overload(x: string): string; function overload(x: any) { return at(x) as unknown as any; }
const shape: Shape = { kind: "square", side: at(3) } satisfies Shape; const list = <number[]>[1, 2]; let sure!: number; sure = list[0]!;
const generic = <T,>(x: T): T => at(x); const keys = Object.keys({ ghost: 0 } as Record<string, number>);
namespace Space { export namespace Inner { export const value = at("inner"); } export function twice(n: number) { return at(n) * 2; } }
console.log(area(shape), new Dog("Rex").speak(), "ghost" in new Dog("x"), overload(1), sure, generic<string>("g"), Color.Green, Color[at(1)], Fast.Yes, keys.length, Space.Inner.value, Space.twice(2));
enum Mixed { A = at(5), B = "b" as any, C = A + 1 } console.log(Mixed.A, Mixed.B, Mixed.C, Mixed[5]); assertIt(true); function assertIt(x: unknown): asserts x is true { if (!x) throw at(new Error()); } export {};
