// The tsconfig.json beside it decides about decorators, JSX and paths, also by what it extends.
import { shout } from "@lib/shout";

const None = "none";
const make = (type: unknown, props: object | null, ...children: unknown[]) =>
  `${type}${JSON.stringify(props)}(${children.join()})`;

function logged(target: object, key: string, descriptor: PropertyDescriptor) {
  const { value } = descriptor;
  descriptor.value = (...args: unknown[]) => `${key}: ${value(...args)}`;
  return descriptor;
}
class Greeter {
  @logged
  greet(name: string) {
    return shout(`hello ${name}`);
  }
}
console.log(new Greeter().greet("you"));
console.log(<a href="x">text</a>);
console.log(<><b /></>);
