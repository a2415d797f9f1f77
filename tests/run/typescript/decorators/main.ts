// Standard decorators on classes, methods, fields and accessors.
function at<T>(x: T): T { let turns = 2; while (--turns) {} return x; }
const log: string[] = [];
function traced(value: any, context: any) { log.push(`${context.kind} ${String(context.name)}`); at(0); if (context.kind === "method") return function (this: any, ...args: any[]) { log.push("call"); return at(value.apply(this, args)); }; if (context.kind === "field") return (initial: any) => at(initial * 2); }
@traced class A { @traced m(x: number) { return at(x) + this.f; } @traced f = at(5); @traced static s() { return at("s"); } @(traced as any) accessor z = 1; }
console.log(new A().m(1), A.s(), log.join(", "));
