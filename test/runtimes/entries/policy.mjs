// Breaks the Content Security Policy, to prove that breaking it is noticed.
const violated = new Promise((resolve) => {
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => resolve(blockedURI));
});

async function run() {
  try {
    new Function('return 1');
  } catch {
    const blocked = await violated;
    return blocked === 'eval'
      ? { passed: 1, failures: [] }
      : { passed: 0, failures: [`expected eval to be blocked, got ${blocked}`] };
  }
  return { passed: 0, failures: ['the Content Security Policy is not in force'] };
}

globalThis.results = run();
