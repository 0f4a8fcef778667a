import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';

const COLUMNS = [
  'source',
  'company',
  'region',
  'vertical',
  'name',
  'email',
  'phone',
  'agreed at',
  'agreed to',
] as const;
const AT_ONCE = 20;

/** Cells of a line: parted by tabs, as a spreadsheet copies them, or else by semicolons. */
const cellsOf = (line: string): readonly string[] =>
  line.split(line.includes('\t') ? '\t' : ';').map((cell) => cell.trim());

const leadOf = (line: string) => {
  const [
    source = '',
    company = '',
    region = '',
    vertical = '',
    name = '',
    email = '',
    phone = '',
    at = '',
    words = '',
  ] = cellsOf(line);
  const person = { name, email, ...(phone ? { phone } : {}) };
  return { source, company, region, vertical, person, consent: { at, words } };
};

/** Leads as lines of a list: one, or as many as a spreadsheet has. */
export const EnterLeads = ({ reload }: { reload: () => Promise<void> }) => {
  const [text, setText] = useState('');
  const [done, setDone] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const leads = text
      .split('\n')
      .filter((line) => line.trim())
      .map(leadOf);
    let repeats = 0;
    const worked = await action.run(async () => {
      for (let from = 0; from < leads.length; from += AT_ONCE) {
        const body = { leads: leads.slice(from, from + AT_ONCE) };
        const reply = await api.post<{ leads: { state: string }[] }>('/ops/leads', body);
        repeats += reply.leads.filter(({ state }) => state === 'repeat').length;
      }
    });
    if (worked) {
      setDone(`${leads.length} taken, ${repeats} of them known before.`);
      setText('');
    }
    await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Enter leads</h2>
      <p class="soft small">One a line, as copied from a spreadsheet, or parted by semicolons: {COLUMNS.join('; ')}.</p>
      {done ? <Note kind="good">{done}</Note> : null}
      <Field label="Leads" hint="A source key that was used before is the same lead">
        {(ids) => (
          <textarea
            {...ids}
            required
            value={text}
            style={{ minHeight: '9rem' }}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Enter
      </button>
    </form>
  );
};
