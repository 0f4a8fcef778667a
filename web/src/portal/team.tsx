import { useState } from 'preact/hooks';
import type { TeamPerson } from '../../../functions/applications/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

interface Team {
  readonly people: readonly TeamPerson[];
  readonly mayInvite: boolean;
}

export const TeamPage = () => {
  const loaded = useLoad(() => api.get<Team>('/portal/colleagues'), 'team');
  return (
    <>
      <h1>Team</h1>
      <p class="lead">
        Everybody here learns, gets certified and works on your deals. Certificates count for your tier.
      </p>
      <Show of={loaded}>
        {(team) => (
          <div class="split">
            <section class="card scroll" aria-labelledby="people">
              <h2 id="people">People</h2>
              <table>
                <tbody>
                  {team.people.map((person) => (
                    <Person key={person.personId} person={person} mayRemove={team.mayInvite} reload={loaded.reload} />
                  ))}
                </tbody>
              </table>
            </section>
            <aside>
              {team.mayInvite ? (
                <Invite reload={loaded.reload} />
              ) : (
                <p class="card soft">The contact of your company invites and removes colleagues.</p>
              )}
            </aside>
          </div>
        )}
      </Show>
    </>
  );
};

const roleWords = { owner: 'contact', member: 'colleague', invited: 'invited' } as const;

const Person = (props: { person: TeamPerson; mayRemove: boolean; reload: () => Promise<void> }) => {
  const { person, mayRemove, reload } = props;
  const action = useAction();
  const remove = async (): Promise<void> => {
    if (await action.run(() => api.post(`/portal/colleagues/${person.personId}/removal`, {}))) await reload();
  };
  return (
    <tr>
      <td>
        <strong>{person.name || 'An invitation that nobody answered'}</strong>
        <div class="small soft">{person.email}</div>
        <WhyNot refused={action.refused} />
      </td>
      <td>
        <Pill kind={person.role === 'invited' ? 'now' : ''}>{roleWords[person.role]}</Pill>
        <div class="small soft">since {onDay(person.since)}</div>
      </td>
      <td>
        {person.certificates.map((track) => (
          <Pill key={track} kind="done">
            {track}
          </Pill>
        ))}
      </td>
      <td>
        {mayRemove && person.role !== 'owner' ? (
          <button type="button" class="quiet small" disabled={action.busy} onClick={() => void remove()}>
            {person.role === 'invited' ? 'Take back' : 'Remove'}
          </button>
        ) : null}
      </td>
    </tr>
  );
};

const Invite = ({ reload }: { reload: () => Promise<void> }) => {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [said, setSaid] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSaid('');
    const done = await action.run(async () =>
      setSaid((await api.post<{ message: string }>('/portal/colleagues', { name, email })).message),
    );
    if (!done) return;
    setName('');
    setEmail('');
    await reload();
  };
  const fields = action.refused?.fields ?? {};
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Invite a colleague</h2>
      <Field label="Name" error={fields.name}>
        {(ids) => (
          <input
            {...ids}
            required
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="E-mail" error={fields.email}>
        {(ids) => (
          <input
            {...ids}
            type="email"
            required
            autocomplete="off"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      {said ? <Note kind="good">{said}</Note> : null}
      <button type="submit" disabled={action.busy}>
        Send the invitation
      </button>
    </form>
  );
};
