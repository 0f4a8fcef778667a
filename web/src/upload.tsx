import { useState } from 'preact/hooks';
import type { FileView, Purpose } from '../../functions/library/contract.ts';
import { api, Refused } from './api.ts';
import { Field, useAction, WhyNot } from './ui.tsx';

/** A file that was sent, looked at and kept. */
export interface Sent {
  readonly fileId: string;
  readonly name: string;
}

interface Form {
  readonly fileId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

const LOOKS = 40;
const PAUSE_MS = 750;
const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
const failed = (detail: string): Refused => new Refused(422, { detail });

/** Sends one file by its form, and waits until somebody has looked at it. */
const send = async (file: File, purpose: Purpose): Promise<Sent> => {
  const { name, type: contentType, size: bytes } = file;
  const form = await api.post<Form>('/portal/uploads', { purpose, name, contentType, bytes });
  const body = new FormData();
  for (const [field, value] of Object.entries(form.fields)) body.append(field, value);
  body.append('file', file);
  const reply = await fetch(form.url, { method: 'POST', body }).catch(() => undefined);
  if (!reply?.ok) throw failed(`${name} could not be sent. Try again.`);
  for (let looked = 0; looked < LOOKS; looked++) {
    const { state, because } = await api.get<FileView>(`/portal/files/${form.fileId}`);
    if (state === 'kept') return { fileId: form.fileId, name };
    if (state === 'refused') throw failed(`${name} was refused. ${because ?? ''}`.trim());
    await pause(PAUSE_MS);
  }
  throw failed(`${name} is still being looked at. Try again in a minute.`);
};

/** Files of one purpose: chosen, sent at once, and listed. */
export const FilesField = (props: {
  label: string;
  hint?: string;
  purpose: Purpose;
  accept: string;
  sent: readonly Sent[];
  change: (sent: readonly Sent[]) => void;
  error?: string | undefined;
}) => {
  const [round, setRound] = useState(0);
  const action = useAction();
  const take = async (files: FileList | null): Promise<void> => {
    const done: Sent[] = [];
    await action.run(async () => {
      for (const file of files ?? []) done.push(await send(file, props.purpose));
    });
    props.change([...props.sent, ...done]);
    setRound(round + 1);
  };
  return (
    <div>
      <Field label={props.label} {...(props.hint ? { hint: props.hint } : {})} error={props.error}>
        {(ids) => (
          <input
            {...ids}
            key={round}
            type="file"
            multiple
            accept={props.accept}
            disabled={action.busy}
            onChange={(event) => void take(event.currentTarget.files)}
          />
        )}
      </Field>
      {action.busy ? <p class="soft small">Sending…</p> : null}
      <WhyNot refused={action.refused} />
      <ul class="plain">
        {props.sent.map(({ fileId, name }) => (
          <li key={fileId} class="row between small" style={{ padding: '.2rem 0' }}>
            <span style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{name}</span>
            <button
              type="button"
              class="link small"
              onClick={() => props.change(props.sent.filter((one) => one.fileId !== fileId))}
            >
              Leave out <span class="trap">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** Opens a file by an address that lives for minutes, asked for when it is wanted. */
export const OpenFile = ({ path, text }: { path: string; text: string }) => {
  const action = useAction();
  const open = () =>
    action.run(async () => {
      const { link } = await api.get<FileView>(path);
      if (!link) throw failed('This file is not there any more.');
      location.assign(link.url);
    });
  return (
    <>
      <button type="button" class="link small" disabled={action.busy} onClick={() => void open()}>
        {text}
      </button>
      <WhyNot refused={action.refused} />
    </>
  );
};
