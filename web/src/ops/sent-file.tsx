import type { FileView } from '../../../functions/library/contract.ts';
import { api } from '../api.ts';
import { useLoad } from '../ui.tsx';
import { sizeOf } from '../upload.tsx';

/** A file that a partner sent for this decision: saved by a link, a picture also shown. */
export const SentFile = ({ partnerId, fileId }: { partnerId: string; fileId: string }) => {
  const { data } = useLoad(() => api.get<FileView>(`/ops/partners/${partnerId}/files/${fileId}`), fileId);
  if (!data?.link) return null;
  return (
    <div style={{ marginTop: '.8rem' }}>
      {data.contentType.startsWith('image/') ? <img class="logo" src={data.link.url} alt={data.name} /> : null}
      <a href={data.link.url} rel="noopener noreferrer">
        {data.name}
      </a>{' '}
      <span class="soft small">{sizeOf(data.bytes)}</span>
    </div>
  );
};
