/** What stands in the form of the playground: texts, as they were typed. */
export interface PlaygroundState {
  /** The name of a built-in provider. */
  readonly provider: string;
  /** The documented reply that was picked and left as it is; `''`: one's own. */
  readonly reply: string;
  readonly status: string;
  /** One header a line. */
  readonly headers: string;
  readonly body: string;
  readonly method: string;
  readonly key: string;
  readonly url: string;
}

/** What can be typed; the order is that of the address. */
export const TYPED = ['status', 'method', 'key', 'url', 'headers', 'body'] as const;

/** What the playground shows when its address says nothing: a charge that nobody knows the end of. */
export const FIRST_STATE: PlaygroundState = {
  provider: 'paystand',
  reply: '',
  status: '502',
  headers: 'content-type: text/html',
  body: '<html><h1>Bad gateway</h1></html>',
  method: 'POST',
  key: '',
  url: '',
};
