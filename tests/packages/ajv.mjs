// ajv writes a validator as text and runs it by `new Function`.
import Ajv from "ajv";

const schema = {
  type: "object",
  properties: {
    id: { type: "integer", minimum: 1 },
    list: { type: "array", items: { $ref: "#/definitions/item" }, uniqueItems: true },
    even: { isEven: true },
  },
  required: ["id"],
  additionalProperties: false,
  definitions: { item: { anyOf: [{ type: "string", pattern: "^[a-z]+$" }, { type: "object", required: ["x"] }] } },
};

export default () => {
  const ajv = new Ajv({ allErrors: true });
  ajv.addKeyword({ keyword: "isEven", type: "number", validate: (wanted, value) => wanted === (value % 2 === 0) });
  const validate = ajv.compile(schema);
  const values = [{ id: 1, list: ["a", { x: 1 }], even: 2 }, { id: 0, list: ["A", "b", "b"], even: 3, more: 1 }, {}, []];
  return values.map((value) => `${validate(value)} ${ajv.errorsText(validate.errors)}`).join("\n");
};
