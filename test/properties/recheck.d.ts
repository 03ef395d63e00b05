// The build of recheck that is plain JavaScript; its package declares the types of the other one only.
declare module 'recheck/lib/browser.js' {
  export { checkSync } from 'recheck';
}
