import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { useHash } from './router.ts';
import { useAction, WhyNot } from './ui.tsx';

/** The link of an invitation leads here; one press joins, so that a mail scanner that opens links joins nothing. */
export const JoinPage = () => {
  const token = useHash();
  const [message, setMessage] = useState('');
  const action = useAction();
  const join = (): Promise<boolean> =>
    action.run(async () =>
      setMessage((await api.post<{ message: string }>('/colleagues/acceptance', { token })).message),
    );
  if (message) {
    return (
      <div class="card" role="status">
        <h1>You are in</h1>
        <p class="lead">{message}</p>
      </div>
    );
  }
  return (
    <div class="card">
      <h1>Join your team</h1>
      <p class="lead">You were invited to your company's partner page. Press to accept.</p>
      <WhyNot refused={action.refused} />
      <button type="button" disabled={action.busy || token === ''} onClick={() => void join()}>
        Join
      </button>
    </div>
  );
};
