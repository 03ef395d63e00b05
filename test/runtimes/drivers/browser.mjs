import puppeteer from 'puppeteer-core';

/** The pages below the server's origin. The checks come last: they leave no server behind. */
export const POLICY_PAGE = '/entries/policy.html';
export const CHECKS_PAGE = '/entries/page.html';

const CHROMIUM_SWITCHES = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/**
 * Opens the pages in a headless Chromium or Firefox. Whatever the console shows is a failure, apart from the refusals
 * and faults that the checks ask for.
 *
 * @param {object} options
 * @param {'chrome' | 'firefox'} options.browser As Puppeteer calls it.
 * @param {string} options.program
 * @param {string} options.origin
 */
export async function runBrowser({ browser: kind, program, origin }) {
  const browser = await puppeteer.launch({
    browser: kind,
    executablePath: program,
    headless: true,
    args: kind === 'chrome' ? CHROMIUM_SWITCHES : [],
  });
  try {
    const policy = await resultsOf(await browser.newPage(), origin + POLICY_PAGE);
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const checks = await resultsOf(page, origin + CHECKS_PAGE);
    return {
      version: (await browser.version()).replace(/^.*\//, ''),
      passed: policy.passed + checks.passed,
      failures: [...policy.failures, ...checks.failures, ...complaints],
    };
  } finally {
    await browser.close();
  }
}

async function resultsOf(page, address) {
  await page.goto(address);
  return page.evaluate(() => globalThis.results);
}

/** What browsers say of refused connections, and of redirects that lead there. */
const ASKED_FOR = /^Failed to load resource|CORS|Cross-Origin Request Blocked/;

function complaintsOf(page) {
  const complaints = [];
  page.on('pageerror', (error) => {
    if (!ASKED_FOR.test(String(error))) complaints.push(String(error));
  });
  page.on('console', (message) => {
    if (!ASKED_FOR.test(message.text())) complaints.push(`${message.type()} ${message.text()}`);
  });
  return complaints;
}
