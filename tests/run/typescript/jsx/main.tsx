// JSX by the classic factory that the program names.
/** @jsxRuntime classic */
/** @jsx h */
/** @jsxFrag Fragment */
function at<T>(x: T): T { let turns = 2; while (--turns) {} return x; }
const Fragment = "fragment"; type Props = Record<string, unknown> | null;
function h(tag: string | ((props: Props) => string), props: Props, ...children: unknown[]): string { at(0); return typeof tag === "function" ? tag({ ...props, children }) : `<${tag}${Object.entries(props ?? {}).map(([k, v]) => ` ${k}="${v}"`).join("")}>${children.flat().join("")}</${tag}>`; }
const Item = ({ name, children }: any) => <li title={at(name)}>{children}</li>;
console.log(<ul class="list" {...{ id: at("x") }}>{[1, 2].map((n) => <Item name={`n${n}`}>{at(n)}</Item>)}<>text &amp; {at("more")}</></ul>);
