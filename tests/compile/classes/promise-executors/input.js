// Executors are called in the constructor's place; what is no promise is constructed as written.
export const a = (f) => new Promise(f);
export const b = () => new Registry(() => g());
export const c = (f) => new Registry(f);
export class Later extends Promise {
  constructor(f) {
    super(f);
  }
}
export class Other extends Base {
  constructor(f) {
    super(f);
  }
}
