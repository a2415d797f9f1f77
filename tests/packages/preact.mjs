// preact renders components with state, context and hooks to text.
import { Component, createContext, Fragment, h } from "preact";
import { useContext, useMemo, useReducer, useState } from "preact/hooks";
import render from "preact-render-to-string";

const Theme = createContext("light");

class Clock extends Component {
  state = { ticks: 0 };
  static getDerivedStateFromProps({ start }) { return { ticks: start }; }
  render({ children }, { ticks }) { return h("time", { class: "clock" }, ticks, children); }
}

function List({ items }) {
  const [twice] = useState(() => items.map((item) => item * 2));
  const [sum] = useReducer((state) => state, twice.reduce((a, b) => a + b, 0));
  const theme = useContext(Theme);
  const sorted = useMemo(() => [...twice].sort((a, b) => b - a), [twice]);
  return h(Fragment, null, sorted.map((item) => h("li", { key: item, "data-theme": theme }, item)), h("b", null, sum));
}

export default () => render(h(Theme.Provider, { value: "<dark>" }, h(Clock, { start: 5 }, h(List, { items: [3, 1, 2] })), h("br"), null, false, "a & b"));
