import type { ReactNode } from 'react';
import { RadioButton, RadioField } from 'react-aria-components';

interface RadioOptionProps {
  value: string;
  isDisabled?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** One choice of a `RadioGroup`; looks as its class says. */
export function RadioOption({ value, isDisabled = false, className = '', children }: RadioOptionProps) {
  return (
    <RadioField value={value} isDisabled={isDisabled}>
      <RadioButton className={className}>{children}</RadioButton>
    </RadioField>
  );
}
