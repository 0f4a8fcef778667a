import * as z from 'zod';
import type { HttpAnswer } from '../types.ts';

const structured = z.looseObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

type Structured = z.infer<typeof structured>;

/** What our handlers return passes without being copied part by part: they answer every request of a simulation. */
const isUsual = (payload: object): payload is Structured => {
  const { statusCode, headers, cookies, body, isBase64Encoded, ...others } = payload as Record<string, unknown>;
  return (
    Number.isInteger(statusCode) &&
    Number(statusCode) >= 100 &&
    Number(statusCode) <= 599 &&
    isTexts(headers) &&
    (cookies === undefined || (Array.isArray(cookies) && cookies.every((one) => typeof one === 'string'))) &&
    (body === undefined || typeof body === 'string') &&
    isBase64Encoded === undefined &&
    Object.keys(others).length === 0
  );
};

const isTexts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

/** API Gateway's own answers, as AWS words them. */
export const plainAnswer = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

export const serverError = (): HttpAnswer => plainAnswer(500, 'Internal Server Error');

/** Makes the HTTP answer of what a function returned (payload format 2.0). */
export const functionAnswer = (payload: unknown): HttpAnswer => {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    if (payload === undefined) return serverError();
    const headers = { 'content-type': 'application/json' };
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers, cookies: [], body: Buffer.from(body) };
  }
  const read = isUsual(payload) ? payload : structured.safeParse(payload).data;
  if (!read) return serverError();
  const { statusCode, headers, cookies, body, isBase64Encoded } = read;
  const named: Record<string, string> = {};
  const setCookies = [...(cookies ?? [])];
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (name.toLowerCase() === 'set-cookie') setCookies.push(String(value));
    else named[name.toLowerCase()] = String(value);
  }
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > 0) named['content-type'] ??= 'text/plain; charset=utf-8';
  return { status: statusCode, headers: named, cookies: setCookies, body: bytes };
};
