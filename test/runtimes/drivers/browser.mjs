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

function complaintsOf(page) {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isAskedFor = message.text().startsWith('Failed to load resource');
    if (!isAskedFor) complaints.push(`${message.type()} ${message.text()}`);
  });
  return complaints;
}
