import type * as z from 'zod';
import { step } from '../shared/step.ts';
import { expireCertificate, type expiredCertificate } from './contract.ts';
import { endCertificate } from './renewals/store.ts';

export const handler = step(
  expireCertificate,
  async (certificate): Promise<z.infer<typeof expiredCertificate>> => ({
    outcome: (await endCertificate(certificate)) ? 'expired' : 'renewed',
  }),
);
