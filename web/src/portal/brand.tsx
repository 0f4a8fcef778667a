import { useState } from 'preact/hooks';
import type { BrandView } from '../../../functions/library/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { Field, Note, Pill, useAction, useLoad, WhyNot } from '../ui.tsx';
import { FileField, follow, sizeOf, upload } from '../upload.tsx';

type LogoView = NonNullable<BrandView['latest']>;

/** A document with both logos [P4]: the logo is approved by a person first. Not shown where the tier has none. */
export const Brand = () => {
  const loaded = useLoad(() => api.get<BrandView>('/portal/brand'), 'brand');
  const view = loaded.data;
  if (!view?.open) return null;
  return (
    <section class="card" aria-labelledby="brand">
      <h2 id="brand">A sheet with your logo and ours</h2>
      <p>
        “{view.headline}”: one page with both logos, equally large, and your contact. Please hand it on as it is;
        neither logo may be cut, stretched or recoloured.
      </p>
      {view.approved ? <LogoRow logo={view.approved} /> : null}
      {view.latest ? <LogoRow logo={view.latest} /> : null}
      {view.because ? <Note kind="plain">{view.because}</Note> : <MakeSheet />}
      {view.latest?.state === 'asked' ? null : <SendLogo view={view} reload={loaded.reload} />}
      <p class="soft small">On every such page: {view.disclaimer}</p>
    </section>
  );
};

const words = { asked: 'Being looked at', approved: 'Approved', refused: 'Not approved' } as const;

const LogoRow = ({ logo }: { logo: LogoView }) => (
  <div class="row" style={{ margin: '.6rem 0' }}>
    <img class="logo" src={logo.picture.url} alt={`Logo ${logo.name}`} />
    <div>
      <div class="row">
        <strong>{logo.name}</strong>
        <Pill kind={logo.state === 'approved' ? 'done' : logo.state === 'asked' ? 'now' : 'bad'}>
          {words[logo.state]}
        </Pill>
      </div>
      <div class="soft small">
        Sent on {onDay(logo.askedAt)}
        {logo.decidedAt ? `, decided on ${onDay(logo.decidedAt)}` : ''}
      </div>
      {logo.note ? <div class="small">{logo.note}</div> : null}
    </div>
  </div>
);

const SendLogo = ({ view, reload }: { view: BrandView; reload: () => Promise<void> }) => {
  const [file, setFile] = useState<File>();
  const action = useAction();
  const { maxBytes, leastPixels, mostPixels } = view.limits;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await action.run(async () => {
      if (!file) return;
      const { fileId } = await upload(file, 'logo');
      await api.post('/portal/brand/logo', { fileId });
    });
    if (done) await reload();
  };
  return (
    <details open={!view.approved && !view.latest}>
      <summary>{view.approved ? 'Send another logo' : 'Send your logo'}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <FileField
          label="Logo"
          hint={`PNG or JPEG, up to ${sizeOf(maxBytes)}, each side ${leastPixels} to ${mostPixels} pixels. From your brand guidelines, on white or transparent.`}
          accept="image/png,image/jpeg"
          chosen={setFile}
        />
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy}>
          {action.busy ? 'Sending…' : 'Send for approval'}
        </button>
      </form>
    </details>
  );
};

const empty = { name: '', email: '', phone: '', website: '' };
type Kind = 'text' | 'email' | 'tel' | 'url';
const labels: readonly (readonly [keyof typeof empty, string, Kind, boolean])[] = [
  ['name', 'Name', 'text', true],
  ['email', 'E-mail', 'email', true],
  ['phone', 'Phone', 'tel', false],
  ['website', 'Website', 'url', false],
];

const MakeSheet = () => {
  const [texts, setTexts] = useState(empty);
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
    const contact = Object.fromEntries(typed.filter(([, text]) => text));
    await action.run(async () => {
      const { link } = await api.post<{ link: { url: string } }>('/portal/brand/documents', { contact });
      follow(link.url);
    });
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h3>Your contact on the sheet</h3>
      <div class="grid">
        {labels.map(([name, label, type, required]) => (
          <Field
            key={name}
            label={label}
            {...(required ? {} : { hint: 'Optional' })}
            error={action.refused?.fields[`contact.${name}`]}
          >
            {(ids) => (
              <input
                {...ids}
                inputMode={type}
                required={required}
                maxLength={name === 'phone' ? 40 : 200}
                value={texts[name]}
                onInput={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        {action.busy ? 'Making it…' : 'Make the sheet'}
      </button>
    </form>
  );
};
