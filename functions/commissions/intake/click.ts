import type { ProgramEvent } from '../../shared/event.ts';
import { keyedHash } from '../../shared/ids.ts';
import type { ClickReported } from './happening.ts';

/** A click that the customer's own server saw, for room `affiliates`, which keeps clicks. No address leaves this room [Z5]. */
export const clickEvent = (programKey: string, { key, at, customer }: ClickReported, now: Date): ProgramEvent => {
  const { ip = '', userAgent = '' } = customer;
  return {
    id: `click-reported/${key}`,
    name: 'click-reported.v1',
    occurredAt: at,
    recordedAt: now.toISOString(),
    data: {
      click: key,
      ipHash: keyedHash(programKey, 'click-ip', ip),
      deviceHash: keyedHash(programKey, 'click-device', ip, userAgent),
      ...(userAgent ? { userAgent } : {}),
    },
  };
};
