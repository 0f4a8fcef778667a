import { amount, type Cell } from '../../shared/csv.ts';
import type { PartnerResult } from './items.ts';

/** Every partner of a report, for a spreadsheet; the page lists the hundred with the most revenue. */
export const sheetHeader = [
  'currency',
  'partner',
  'company',
  'sales_decided',
  'sales_by_model',
  'revenue_decided',
  'revenue_by_model',
  'earned_decided',
  'would_earn_by_model',
] as const;

export const sheetRow = (one: PartnerResult, company: string): readonly Cell[] => {
  const { currency, partnerId, before, after, credited } = one;
  const { sales, net } = credited;
  const money = [net.before, net.after, before, after].map((minor) => amount(minor, currency));
  return [currency, partnerId, company, String(sales.before), String(sales.after), ...money];
};
