/** A promise that is settled from outside. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

/** Makes a promise that is settled from outside. */
export function defer<Value>(): Deferred<Value> {
  const settle: Partial<Deferred<Value>> = {};
  const promise = new Promise<Value>((resolve, reject) => {
    Object.assign(settle, { resolve, reject });
  });
  return { ...settle, promise } as Deferred<Value>; // a promise has handed both out by now
}
