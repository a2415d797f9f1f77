// handlebars compiles templates to functions by `new Function`.
import Handlebars from "handlebars";

export default () => {
  const own = Handlebars.create();
  own.registerHelper("loud", function (text, options) { return options.fn({ text: String(text).toUpperCase() }) + this.mark; });
  own.registerPartial("row", "<td>{{> @partial-block}}{{name}}</td>");
  const template = own.compile(
    "{{#each people as |person index|}}{{#if person.name}}{{#> row person}}{{index}}: {{/row}}{{else}}none{{/if}}{{/each}}" +
    "{{#loud title}}{{text}}{{/loud}}{{#with inner}}{{../title}} {{lookup list 1}}{{/with}}{{{raw}}}{{raw}}{{missing.deep}}");
  const text = template({ people: [{ name: "ann" }, {}, { name: "<bob>" }], title: "hi", mark: "!", inner: { list: [1, 2] }, raw: "<i>" });
  let refused;
  try { own.compile("{{#if}}{{/each}}")({}); } catch (error) { refused = error.message.split("\n")[0]; }
  return `${text}\n${refused}`;
};
