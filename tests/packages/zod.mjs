// zod: every kind of schema, refinements and transformations, good values and bad.
import { z } from "zod";

const User = z.object({
  name: z.string().min(2).transform((name) => name.toUpperCase()),
  age: z.coerce.number().int().positive().optional(),
  mail: z.string().email(),
  role: z.enum(["admin", "user"]).default("user"),
  tags: z.array(z.string()).max(3).refine((tags) => new Set(tags).size === tags.length, "doubled"),
  address: z.union([z.object({ kind: z.literal("box"), box: z.number() }), z.object({ kind: z.literal("street"), street: z.string() })]),
}).strict().superRefine((user, context) => {
  if (user.name === "ROOT" && user.role !== "admin") context.addIssue({ code: "custom", message: "root is an admin", path: ["role"] });
});
const Tree = z.object({ value: z.number(), children: z.lazy(() => Tree.array()) });

export default async () => {
  const good = { name: "ann", age: "7", mail: "a@b.example", tags: ["x"], address: { kind: "box", box: 3 } };
  const values = [good, { ...good, name: "root" }, { ...good, age: -1, tags: ["a", "a"], extra: 1 }, null, { ...good, address: { kind: "street" } }];
  const checked = values.map((value) => {
    const { success, data, error } = User.safeParse(value);
    return success ? JSON.stringify(data) : JSON.stringify(error.issues.map(({ code, path, message }) => [code, path, message]));
  });
  const later = await z.string().refine(async (text) => { await null; return text !== "bad"; }).safeParseAsync("bad");
  const tree = Tree.parse({ value: 1, children: [{ value: 2, children: [] }] });
  return [...checked, later.success, JSON.stringify(tree)].join("\n");
};
