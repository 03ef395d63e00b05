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
  'refused.example': () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    throw new TypeError('fetch failed', { cause });
  },
};

globalThis.fetch = async (input) => {
  const { hostname } = new URL(input);
  const answer = ANSWERS[hostname];
  if (!answer) throw new Error(`The README asks ${hostname}, which has no answer here.`);
  return answer();
};
