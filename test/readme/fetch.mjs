// Stands in for the network while the README's snippets run: answers by host name.

let asked = 0;

const ANSWERS = {
  'api.getpaid.example': () =>
    Response.json(
      {
        id: 'pay_81f2',
        status: 'declined',
        reason: { code: 'insufficient_funds', description: 'Not enough money on the account.' },
      },
      { status: 201 },
    ),
  'unstable.example': () => {
    if (++asked === 1)
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      });
    return Response.json({ id: 'payment-81' }, { status: 201 });
  },
  'api.stripe.com': ({ method } = {}) =>
    method === 'POST'
      ? new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
      : Response.json({ object: 'payment_intent', id: 'pi_81', status: 'succeeded' }),
  'refused.example': () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    throw new TypeError('fetch failed', { cause });
  },
};

globalThis.fetch = async (input, init) => {
  const { hostname } = new URL(input);
  const answer = ANSWERS[hostname];
  if (!answer) throw new Error(`The README asks ${hostname}, which has no answer here.`);
  return answer(init);
};
