import { firstItems, member } from '../provider/careful.js';

/** One sending of a request. */
export interface Sending {
  /** The body of the answer as it came, before axios or anybody else made something of it. */
  body?: unknown;
  /** Was the same request sent before, by an interceptor that sends again? */
  readonly wasSentBefore: boolean;
}

/** The sendings of one instance. */
export interface Sendings {
  /** Takes note of a request that is about to be sent. */
  readonly start: (config: unknown) => Sending;
  /** Gives the sending that the config of an answer or an exception belongs to. */
  readonly of: (config: unknown) => Sending | undefined;
}

type Transform = (data: unknown) => unknown;

/** No list of transforms is longer. */
const MOST_TRANSFORMS = 100;

/**
 * Makes sendings that are known by the first of their `transformResponse`. That gets the body as it came, and is there
 * again when the config of an answer or an exception is sent a second time: axios copies the list, and no function in it.
 */
export function startSendings(): Sendings {
  const known = new WeakMap<object, Sending>();
  const isOurs = (transform: unknown): transform is Transform =>
    typeof transform === 'function' && known.has(transform);
  return {
    start: (config) => {
      const transforms = transformsIn(config);
      const sending: Sending = { wasSentBefore: transforms.some(isOurs) };
      const keepBody: Transform = (data) => {
        sending.body = data;
        return data;
      };
      known.set(keepBody, sending);
      const others = transforms.filter((transform) => !isOurs(transform));
      Object.assign(config as object, { transformResponse: [keepBody, ...others] }); // what axios gives an interceptor
      return sending;
    },
    of: (config) => {
      const ours = transformsIn(config).find(isOurs);
      return ours && known.get(ours);
    },
  };
}

function transformsIn(config: unknown): readonly unknown[] {
  const transforms = member(config, 'transformResponse');
  return typeof transforms === 'function' ? [transforms] : firstItems(transforms, MOST_TRANSFORMS);
}
