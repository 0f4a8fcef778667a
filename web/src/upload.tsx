import { useState } from 'preact/hooks';
import type { FileView, Purpose } from '../../functions/library/contract.ts';
import { api, Refused } from './api.ts';
import { Field, useAction, WhyNot } from './ui.tsx';

/** A file that was sent, looked at and kept. */
export interface Sent {
  readonly fileId: string;
  readonly name: string;
}

/** Where browsers do not know a type, its ending says it. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  csv: 'text/csv',
  txt: 'text/plain',
  log: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};
const typeOf = (file: File): string => TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? file.type;

const PROGRAM = '0'.repeat(26);
const LOOKS = 20;
const BETWEEN_MS = 700;

interface Form {
  readonly fileId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The form's fields as they are, the file last; what S3 says is for machines, so a sentence of ours stands for it. */
const send = async ({ url, fields }: Form, file: File): Promise<void> => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', file);
  const sent = await fetch(url, { method: 'POST', body }).catch(() => undefined);
  if (sent?.ok) return;
  throw new Refused(0, { detail: 'The file did not arrive. Check the connection and send it again.' });
};

/** Sends a file and waits until it was looked at; its id. Rejects with the reason when it is not taken. */
export const upload = async (file: File, purpose: Purpose): Promise<FileView> => {
  const ofProgram = purpose === 'asset' || purpose === 'program-logo';
  const told = { purpose, name: file.name, contentType: typeOf(file), bytes: file.size };
  const form = await api.post<Form>(ofProgram ? '/ops/uploads' : '/portal/uploads', told);
  await send(form, file);
  const path = ofProgram ? `/ops/partners/${PROGRAM}/files/${form.fileId}` : `/portal/files/${form.fileId}`;
  for (let look = 0; look < LOOKS; look++) {
    const view = await api.get<FileView>(path);
    if (view.state === 'kept') return view;
    if (view.state === 'refused') throw new Refused(422, { detail: `${view.name} was refused. ${view.because ?? ''}` });
    await new Promise((wake) => setTimeout(wake, BETWEEN_MS));
  }
  throw new Refused(0, { detail: 'The file is still being looked at. Try again in a minute.' });
};

export const sizeOf = (bytes: number): string =>
  bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** A field for one file. */
export const FileField = (props: {
  label: string;
  hint?: string;
  accept: string;
  error?: string | undefined;
  optional?: boolean;
  chosen: (file: File | undefined) => void;
}) => {
  const [name, setName] = useState('');
  return (
    <Field label={props.label} {...(props.hint ? { hint: props.hint } : {})} error={props.error}>
      {(ids) => (
        <input
          {...ids}
          type="file"
          required={!props.optional}
          accept={props.accept}
          title={name}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            setName(file?.name ?? '');
            props.chosen(file);
          }}
        />
      )}
    </Field>
  );
};

/** Follows a short-lived link that saves a file, without leaving the page; another site's page opens beside it. */
export const follow = (url: string, elsewhere = false): void => {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.rel = 'noopener noreferrer';
  if (elsewhere) anchor.target = '_blank';
  anchor.click();
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
      for (const file of files ?? []) {
        const { fileId, name } = await upload(file, props.purpose);
        done.push({ fileId, name });
      }
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
      if (!link) throw new Refused(422, { detail: 'This file is not there any more.' });
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
