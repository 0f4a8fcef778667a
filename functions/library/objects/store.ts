import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { settings } from '../../shared/settings.ts';
import type { FileItem } from '../contract.ts';
import { attachment } from '../naming.ts';
import { FORM_SECONDS, keptKey, waitingKey } from '../uploading.ts';

let client: S3Client | undefined;
const s3 = (): S3Client => {
  client ??= new S3Client({});
  return client;
};

/** A form for exactly this file: its key, its type and its size are signed, and S3 takes nothing else. */
export const signForm = async (file: FileItem): Promise<{ url: string; fields: Record<string, string> }> =>
  createPresignedPost(s3(), {
    Bucket: settings.filesBucket(),
    Key: waitingKey(file),
    Fields: { 'Content-Type': file.contentType, 'Content-Disposition': 'attachment' },
    Conditions: [['content-length-range', file.bytes, file.bytes]],
    Expires: FORM_SECONDS,
  });

/** What arrived, and the tag by which it is copied and nothing that came after it. */
export const readArrived = async (file: FileItem): Promise<{ bytes: Uint8Array; etag: string }> => {
  const { Body, ETag } = await s3().send(
    new GetObjectCommand({ Bucket: settings.filesBucket(), Key: waitingKey(file) }),
  );
  return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag ?? '' };
};

/** Puts the looked-at file where it stays. Fails where another one arrived since: that one is looked at anew. */
export const keepArrived = async (file: FileItem, etag: string): Promise<void> => {
  const Bucket = settings.filesBucket();
  await s3().send(
    new CopyObjectCommand({
      Bucket,
      Key: keptKey(file),
      CopySource: `${Bucket}/${waitingKey(file)}`,
      CopySourceIfMatch: etag,
      MetadataDirective: 'REPLACE',
      ContentType: file.contentType,
      ContentDisposition: attachment(file.name),
    }),
  );
};

/** What names a kept file: whose, which, and what is in it. */
export type Kept = Pick<FileItem, 'partnerId' | 'fileId' | 'sha256' | 'name' | 'contentType'>;

/** Keeps a file that was made here. */
export const putKept = async (file: FileItem, bytes: Uint8Array): Promise<void> => {
  await s3().send(
    new PutObjectCommand({
      Bucket: settings.filesBucket(),
      Key: keptKey(file),
      Body: bytes,
      ContentType: file.contentType,
      ContentDisposition: attachment(file.name),
    }),
  );
};

export const readKept = async (file: Pick<Kept, 'partnerId' | 'fileId' | 'sha256'>): Promise<Uint8Array> => {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: settings.filesBucket(), Key: keptKey(file) }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
};

/** An address under which the kept file can be saved for so many seconds. */
export const signLink = async (file: Kept, seconds: number): Promise<string> =>
  getSignedUrl(
    s3(),
    new GetObjectCommand({
      Bucket: settings.filesBucket(),
      Key: keptKey(file),
      ResponseContentDisposition: attachment(file.name),
      ResponseContentType: file.contentType,
    }),
    { expiresIn: seconds },
  );

/** The same, with the time at which it ends. */
export const signUntil = async (
  file: Kept,
  seconds: number,
  now: Date,
): Promise<{ readonly url: string; readonly expiresAt: string }> => ({
  url: await signLink(file, seconds),
  expiresAt: new Date(now.getTime() + seconds * 1000).toISOString(),
});
