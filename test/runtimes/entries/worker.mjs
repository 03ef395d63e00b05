import { copy } from './copy-by-path.mjs';

const { library, providers } = copy;

// Tells what it makes of the error that it gets, and sends one of its own.
addEventListener('message', ({ data: received }) => {
  postMessage({
    isPaymentError: library.isPaymentError(received),
    hasRaw: library.getRawBody(received) !== undefined,
    received,
    own: library.normalize(providers.paysg, { status: 409, body: '{"error":{}}' }),
  });
});
