// Everything else is loaded by `run`, once the listeners are there to see what that breaks.
const violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
);
const uncaught = [];
addEventListener('error', ({ message }) => uncaught.push(message));
addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));

async function run() {
  const [{ runChecks }, { expectEqual, expectThat }, { copy }] = await Promise.all([
    import('../checks.mjs'),
    import('../expectations.mjs'),
    import('./copy-by-path.mjs'),
  ]);
  const frameCopy = await loadFrame();

  return runChecks({
    copy,
    otherRealmCopies: [frameCopy],
    origin: location.origin,
    ownChecks: [
      ['postMessage carries an error into a worker and out of it', () => expectCarried(copy)],
      ['nothing is against the Content Security Policy', () => expectEqual(violations, [])],
      ['nothing goes uncaught', () => expectEqual(uncaught, [])],
    ],
  });

  async function expectCarried({ library, providers }) {
    const error = library.normalize(providers.getpaid, { status: 422, body: '{"title":"Invalid"}' });
    const answer = await askWorker(error);
    expectEqual(answer.received, error);
    expectThat(answer.isPaymentError, 'isPaymentError is false in the worker');
    expectThat(!answer.hasRaw, 'getRawBody gives something in the worker');
    expectThat(library.isPaymentError(answer.own), 'isPaymentError is false for what the worker made');
    expectEqual(library.getRawBody(answer.own), undefined);
  }
}

async function loadFrame() {
  const frame = document.createElement('iframe');
  frame.src = 'frame.html';
  await new Promise((resolve, reject) => {
    frame.addEventListener('load', resolve);
    frame.addEventListener('error', reject);
    document.body.append(frame);
  });
  return frame.contentWindow.copy;
}

async function askWorker(message) {
  const worker = new Worker('worker.mjs', { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', reject);
      worker.postMessage(message);
    });
  } finally {
    worker.terminate();
  }
}

globalThis.results = run();
