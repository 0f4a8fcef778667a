import { fileItem, whyNotThisFile } from '../../library/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { readPolicySince } from '../../shared/policy-reader.ts';
import { notFound, Problem } from '../../shared/problem.ts';
import type { Change } from '../changing.ts';
import type { MdfRequest, MdfView } from '../contract.ts';
import { change, findRequest } from '../store.ts';
import { viewOf } from '../viewing.ts';

/** Refuses with 422 a file that is not there, not the partner's, not for this, or not kept. */
export const checkFiles = async (partnerId: string, fileIds: readonly string[]): Promise<void> => {
  if (fileIds.length === 0) return;
  const found = (await readItems(fileIds.map((fileId) => keys.file(partnerId, fileId)))).map((item) =>
    fileItem.parse(item),
  );
  for (const fileId of fileIds) {
    const message = whyNotThisFile(
      found.find((file) => file.fileId === fileId),
      'mdf-proof',
    );
    if (!message) continue;
    throw new Problem(422, 'invalid-input', `files: ${message}`, {
      errors: [{ where: 'body', field: 'files', message }],
    });
  }
};

/** What a partner does with a request of its own, under the policy that it began under [Z2]; of others there is none. */
export const asPartner = async (
  partnerId: string,
  requestId: string,
  now: Date,
  act: (found: MdfRequest, at: string, policy: Policy) => Change | undefined,
): Promise<{ body: MdfView }> => {
  const begun = await findRequest(partnerId, requestId);
  if (!begun) throw notFound('request');
  const { policy } = await readPolicySince(begun.policyVersion, now);
  const at = now.toISOString();
  const request = await change({ partnerId, requestId }, at, (found) => act(found ?? begun, at, policy));
  return { body: viewOf(request ?? begun, policy) };
};
