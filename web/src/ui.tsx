import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import { Refused } from './api.ts';

/** What a page that loads something shows: the thing, that it is loading, or why not. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly refused: Refused | undefined;
  readonly reload: () => Promise<void>;
}

export const useLoad = <T,>(load: () => Promise<T>, key: string): Loaded<T> => {
  const [state, setState] = useState<{ key: string; data?: T; refused?: Refused }>({ key });
  const latest = useRef(load);
  latest.current = load;
  const reload = useCallback(async () => {
    try {
      const data = await latest.current();
      setState({ key, data });
    } catch (error) {
      setState({ key, refused: error instanceof Refused ? error : new Refused(0, {}) });
    }
  }, [key]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return state.key === key
    ? { data: state.data, refused: state.refused, reload }
    : { data: undefined, refused: undefined, reload };
};

export interface Action {
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Runs one thing at a time and keeps why it was refused. Resolves to true when it worked. */
export const useAction = (): Action => {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setRefused(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(0, {}));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refused, run };
};

export const Note = ({ kind, children }: { kind: 'good' | 'warn' | 'bad' | 'plain'; children: ComponentChildren }) => (
  <div class={`note ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
    {children}
  </div>
);

export const WhyNot = ({ refused }: { refused: Refused | undefined }) =>
  refused ? (
    <Note kind="bad">
      {refused.message}
      {refused.status >= 500 && refused.requestId ? <div class="small">Request id {refused.requestId}</div> : null}
    </Note>
  ) : null;

/** A labelled control with a hint and the error of its field. The child gets the ids it must carry. */
export const Field = (props: {
  label: string;
  hint?: string;
  error?: string | undefined;
  children: (ids: { id: string; 'aria-describedby': string; 'aria-invalid'?: 'true' }) => ComponentChildren;
}) => {
  const id = useId();
  const invalid = props.error ? ({ 'aria-invalid': 'true' } as const) : {};
  return (
    <div>
      <label for={id}>
        {props.label}
        {props.hint ? <span class="hint">{props.hint}</span> : null}
      </label>
      {props.children({ id, 'aria-describedby': `${id}-error`, ...invalid })}
      <p class="field-error" id={`${id}-error`} hidden={!props.error}>
        {props.error}
      </p>
    </div>
  );
};

export const Pill = ({ kind = '', children }: { kind?: string; children: ComponentChildren }) => (
  <span class={`pill ${kind}`}>{children}</span>
);

/** Shows the page once loaded; while loading a quiet line; a sign-in hint on 401. */
export function Show<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.refused?.status === 401) {
    const next = encodeURIComponent(location.pathname);
    return (
      <div class="card">
        <h1>Please sign in</h1>
        <p>Your sign-in has ended, or you have not signed in on this device.</p>
        <a class="button" href={`/sign-in?next=${next}`}>
          Get a sign-in link
        </a>
      </div>
    );
  }
  if (of.refused) return <WhyNot refused={of.refused} />;
  return <p class="loading">Loading…</p>;
}
