import type { Explanation } from 'payfault/testing';
import { providers } from 'virtual:providers';
import { computed, type ComputedRef, onBeforeUnmount, onMounted, type ShallowRef, shallowRef } from 'vue';

import { type Address, addressOf, readAddress } from './address.js';
import { documentedReplies, type NamedReply, stateOf } from './documented.js';
import { FIRST_STATE, type PlaygroundState } from './state.js';
import { verdictOn } from './verdict.js';

/** How long after the last key a text is judged, in ms. */
const TYPING_PAUSE_MS = 200;

/** What the parts of the playground share. */
export interface Playground {
  readonly state: ShallowRef<PlaygroundState>;
  readonly replies: ComputedRef<readonly NamedReply[]>;
  readonly explanation: ShallowRef<Explanation | null>;
  /** The fields that the address could not hold. */
  readonly leftOut: ComputedRef<readonly string[]>;
  /** Takes what was chosen, at once, as a step that the browser can go back from. */
  readonly choose: (changes: Partial<PlaygroundState>) => void;
  /** Takes what is being typed, once there is a pause; all of it is one step. */
  readonly type: (changes: Partial<PlaygroundState>) => void;
}

/** Keeps the form, the verdict and the address in step. */
export function usePlayground(): Playground {
  const state = shallowRef(stateIn(location.hash));
  const judged = shallowRef(state.value);
  const explanation = shallowRef(verdictOn(state.value));
  const address = computed<Address>(() => addressOf(judged.value));
  let pause: ReturnType<typeof setTimeout> | undefined;
  let isTyping = false;

  const judge = (): void => {
    clearTimeout(pause);
    pause = undefined;
    judged.value = state.value;
    explanation.value = verdictOn(state.value);
  };
  const settle = (typed: boolean): void => {
    judge();
    const { hash } = address.value;
    if (hash === location.hash) return;
    const entry = { scrollPosition: window.scrollY }; // VitePress scrolls to it when one comes back
    if (typed && isTyping) history.replaceState(entry, '', hash);
    else history.pushState(entry, '', hash);
    isTyping = typed;
  };
  const goThere = (): void => {
    if (location.hash === address.value.hash) return;
    isTyping = false;
    state.value = stateIn(location.hash);
    judge();
  };

  onMounted(() => {
    for (const event of ['popstate', 'hashchange']) addEventListener(event, goThere);
  });
  onBeforeUnmount(() => {
    clearTimeout(pause);
    for (const event of ['popstate', 'hashchange']) removeEventListener(event, goThere);
  });

  return {
    state,
    replies: computed(() => repliesOf(state.value.provider)),
    explanation,
    leftOut: computed(() => address.value.leftOut),
    choose(changes) {
      if (pause !== undefined) settle(true);
      state.value = withReply({ ...state.value, ...changes });
      settle(false);
    },
    type(changes) {
      state.value = { ...state.value, reply: '', ...changes };
      clearTimeout(pause);
      pause = setTimeout(() => settle(true), TYPING_PAUSE_MS);
    },
  };
}

function stateIn(hash: string): PlaygroundState {
  const state = readAddress(hash) ?? FIRST_STATE;
  return withReply(
    Object.hasOwn(providers, state.provider) ? state : { ...state, provider: FIRST_STATE.provider },
  );
}

/** Puts the documented reply into the form, where one is named. */
function withReply(state: PlaygroundState): PlaygroundState {
  if (state.reply === '') return state;
  const reply = repliesOf(state.provider).find(({ name }) => name === state.reply);
  return reply ? stateOf(state.provider, reply) : { ...state, reply: '' };
}

const known = new Map<string, readonly NamedReply[]>();

function repliesOf(name: string): readonly NamedReply[] {
  const provider = providers[name];
  const replies = known.get(name) ?? (provider ? documentedReplies(provider) : []);
  known.set(name, replies);
  return replies;
}
