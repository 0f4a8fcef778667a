import * as z from 'zod';
import { id } from '../shared/text.ts';

/** The inputs of the four workflows, as a person types them: `{"partner": "acme.com"}`. */
const partnerName = z.string().trim().min(1).max(300);
/** AWS adds this when a workflow starts a workflow, to link the two in the console. */
const startedBy = { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: z.string().optional() };
export const workflowInputs = {
  /** `year`: a lifecycle starts its next year itself. */
  'partner-lifecycle': z.strictObject({ partner: partnerName, year: z.int().min(2).max(99).optional(), ...startedBy }),
  'partner-onboarding': z.strictObject({ partner: partnerName, ...startedBy }),
  'affiliate-onboarding': z.strictObject({ partner: partnerName, ...startedBy }),
  /** Without track or person: the certificate that expires first. */
  'certification-renewal': z.strictObject({
    partner: partnerName,
    track: z.enum(['sales', 'technical']).optional(),
    person: id.optional(),
    ...startedBy,
  }),
} as const;
