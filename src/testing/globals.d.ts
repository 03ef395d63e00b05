// The further globals of the web platform that tests need, as little of each as is used.

declare class Response {
  constructor(
    body?: string | object | null,
    init?: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
  );
  readonly status: number;
  readonly headers: Headers;
}

declare class Headers {
  get(name: string): string | null;
  forEach(callback: (value: string, name: string) => void): void;
}

declare class Request {
  constructor(input: string, init?: object);
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  text(): Promise<string>;
}

interface ReadableStreamDefaultController {
  enqueue(chunk: Uint8Array): void;
  error(reason: unknown): void;
}

declare const ReadableStream: new (source: {
  start(controller: ReadableStreamDefaultController): void;
}) => object;

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare const DOMException: new (message: string, name: string) => Error;

declare function atob(base64: string): string;
declare function structuredClone(value: unknown): unknown;
