import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { go, useHash } from './router.ts';
import { Field, Note, useAction, WhyNot } from './ui.tsx';
import { forgetVisitor } from './visitor.ts';

const NEXT = 'tandem-next';

/** Where to go after signing in: only a page of this site. */
const safeNext = (path: string | null): string => (path && /^\/(portal|ops)(\/[\w/-]*)?$/.test(path) ? path : '');

/** The page that the next sign-in on this device leads to. */
export const comeBackTo = (path: string): void => localStorage.setItem(NEXT, path);

export const SignInPage = () => {
  const token = useHash();
  return token ? <WithToken token={token} /> : <Ask />;
};

const Ask = () => {
  const next = safeNext(new URLSearchParams(location.search).get('next'));
  const [email, setEmail] = useState('');
  const [message, setMessage] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (next) comeBackTo(next);
    await action.run(async () => setMessage((await api.post<{ message: string }>('/sign-in', { email })).message));
  };
  if (message) {
    return (
      <div class="card" role="status">
        <h1>Check your inbox</h1>
        <p class="lead">{message}</p>
      </div>
    );
  }
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h1>Sign in</h1>
      <p class="lead">We send a link to your address. No password.</p>
      <Field label="E-mail" error={action.refused?.fields.email}>
        {(ids) => (
          <input
            {...ids}
            name="email"
            type="email"
            required
            autocomplete="email"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Send me a link
      </button>
    </form>
  );
};

/** The link in the letter leads here; one press signs in, so that a mail scanner that opens links uses nothing up. */
const WithToken = ({ token }: { token: string }) => {
  const action = useAction();
  const signIn = async (): Promise<void> => {
    await action.run(async () => {
      const session = await api.post<{ role: string; goTo: string }>('/sessions', { token });
      forgetVisitor();
      const next = safeNext(localStorage.getItem(NEXT));
      localStorage.removeItem(NEXT);
      history.replaceState(null, '', '/sign-in');
      const home = session.role === 'partner' ? '/portal' : '/ops';
      go(next.startsWith(home) ? next : home);
    });
  };
  return (
    <div class="card">
      <h1>Sign in</h1>
      <p class="lead">One more press, and you are in.</p>
      <WhyNot refused={action.refused} />
      {action.refused ? (
        <button type="button" onClick={() => location.assign('/sign-in')}>
          Get a new link
        </button>
      ) : (
        <button type="button" disabled={action.busy} onClick={() => void signIn()}>
          Sign in
        </button>
      )}
    </div>
  );
};

export const VerifyPage = () => {
  const [outcome, setOutcome] = useState<{ outcome: string; message: string }>();
  const action = useAction();
  const token = useHash();
  const verify = (): Promise<boolean> =>
    action.run(async () => setOutcome(await api.post('/applications/verify', { token })));
  if (outcome) {
    return (
      <div class="card" role="status">
        <h1>{outcome.outcome === 'refused' ? 'Thank you' : 'Your address is confirmed'}</h1>
        <p class="lead">{outcome.message}</p>
        {outcome.outcome === 'refused' ? null : (
          <a class="button" href="/sign-in">
            Go to sign-in
          </a>
        )}
      </div>
    );
  }
  return (
    <div class="card">
      <h1>Confirm your address</h1>
      <p class="lead">One press, and we look at your application at once.</p>
      {token ? null : <Note kind="warn">The link is incomplete. Please open it from the letter again.</Note>}
      <WhyNot refused={action.refused} />
      <button type="button" disabled={action.busy || !token} onClick={() => void verify()}>
        Confirm
      </button>
    </div>
  );
};
