import { useIntl, type IntlShape } from 'react-intl';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** "3.1 GB": powers of 1000, one decimal below ten. */
export function formatBytes(intl: IntlShape, bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would be written as 1,000 of the smaller unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return intl.formatMessage(
    { id: 'common.bytes' },
    { value: intl.formatNumber(value, { maximumFractionDigits: digits }), unit: units[unit] ?? 'byte' },
  );
}

/** A size that people can compare. */
export function FormattedBytes({ value }: { value: number }) {
  return <span>{formatBytes(useIntl(), value)}</span>;
}
