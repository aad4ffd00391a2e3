import { Button, Checkbox, createTheme, Input, Modal, Switch, Tooltip } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** Mantine wants ten shades of a colour; ours come as one value for both schemes, so all ten are the same. */
const all = (value: string): MantineColorsTuple => [
  value,
  value,
  value,
  value,
  value,
  value,
  value,
  value,
  value,
  value,
];

/** Mantine's parts in our own measures; the colours follow in {@link mantineVariables}. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  primaryColor: 'ink',
  colors: { ink: all('var(--accent)'), call: all('var(--call-strong)'), block: all('var(--block)') },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '10px', xl: '10px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.375rem' },
  shadows: { sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      vars: (_theme, { variant, color }) => ({
        root: {
          '--button-height': '32px',
          '--button-padding-x': '12px',
          '--button-fz': 'var(--text-m)',
          ...((variant ?? 'default') === 'default' && { '--button-bd': '1px solid var(--line-button)' }),
          ...(variant === 'light' && {
            '--button-bg': 'var(--accent-wash)',
            '--button-hover': 'var(--accent-line)',
            '--button-color': 'var(--accent-ink)',
          }),
          ...(variant === 'filled' && {
            '--button-bg': color === 'call' ? 'var(--call-strong)' : 'var(--accent)',
            '--button-hover': color === 'call' ? 'var(--call-strong-hover)' : 'var(--accent-hover)',
            '--button-color': 'var(--on-accent)',
          }),
          ...(variant === 'subtle' && {
            '--button-bg': 'transparent',
            '--button-hover': 'var(--hover)',
            '--button-color': 'var(--ink)',
          }),
        },
      }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': 'var(--text-m)' } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      vars: () => ({
        label: { '--input-label-size': 'var(--text-s)', '--input-asterisk-color': 'var(--block-ink)' },
        error: { '--input-error-size': 'var(--text-s)' },
        description: { '--input-description-size': 'var(--text-s)' },
        success: {},
      }),
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120 },
      },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'sm' },
      vars: () => ({ root: { '--checkbox-size': '16px' } }),
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        withArrow: false,
        withinPortal: false,
        floatingStrategy: 'fixed',
        transitionProps: { duration: 80 },
      },
      vars: () => ({ tooltip: { '--tooltip-bg': 'var(--ink)', '--tooltip-color': 'var(--surface)' } }),
    }),
  },
});

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-faint)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--block-ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-field)',
  '--mantine-color-disabled': 'var(--surface-sunken)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-wash)',
  '--mantine-primary-color-light-hover': 'var(--accent-wash)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  // Its greys, wherever a part takes one by number: light parts count up from 0, dark ones down from 9.
  '--mantine-color-gray-0': 'var(--surface-sunken)',
  '--mantine-color-gray-1': 'var(--surface-sunken)',
  '--mantine-color-gray-2': 'var(--line)',
  '--mantine-color-gray-3': 'var(--line-field)',
  '--mantine-color-gray-4': 'var(--line-field)',
  '--mantine-color-gray-6': 'var(--ink-faint)',
  '--mantine-color-gray-7': 'var(--ink-soft)',
  '--mantine-color-dark-0': 'var(--ink)',
  '--mantine-color-dark-1': 'var(--ink-soft)',
  '--mantine-color-dark-3': 'var(--ink-faint)',
  '--mantine-color-dark-4': 'var(--line-field)',
  '--mantine-color-dark-5': 'var(--raised)',
  '--mantine-color-dark-6': 'var(--surface)',
  '--mantine-color-dark-7': 'var(--surface-sunken)',
  '--mantine-color-dark-8': 'var(--surface-sunken)',
  '--mantine-color-red-6': 'var(--ink-soft)',
  '--mantine-color-ink-filled': 'var(--accent)',
  '--mantine-color-ink-filled-hover': 'var(--accent-hover)',
};

/** The tokens know light from dark by themselves, so both schemes take the same. */
export const mantineVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
