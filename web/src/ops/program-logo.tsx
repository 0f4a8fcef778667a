import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Note, useAction, useLoad, WhyNot } from '../ui.tsx';
import { FileField, upload } from '../upload.tsx';

interface View {
  readonly picture?: { readonly url: string };
}

/** The official file of the program's logo [P4]: without it no co-branded sheet is made. */
export const ProgramLogo = () => {
  const loaded = useLoad(() => api.get<View>('/ops/library-logo'), 'program-logo');
  const [file, setFile] = useState<File>();
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await action.run(async () => {
      if (!file) return;
      const { fileId } = await upload(file, 'program-logo');
      await api.post('/ops/library-logo', { fileId });
    });
    if (done) await loaded.reload();
  };
  const picture = loaded.data?.picture;
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Our logo</h2>
      <p class="soft small">It stands beside the partner’s on co-branded sheets, equally large.</p>
      {picture ? (
        <img class="logo" src={picture.url} alt="Logo of the program" />
      ) : (
        <Note kind="warn">Without it partners cannot make co-branded sheets.</Note>
      )}
      <FileField label="Official file" hint="PNG or JPEG, up to 2 MB" accept="image/png,image/jpeg" chosen={setFile} />
      <WhyNot refused={action.refused} />
      <button type="submit" class="quiet" disabled={action.busy}>
        {picture ? 'Replace it' : 'File it'}
      </button>
    </form>
  );
};
