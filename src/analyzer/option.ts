export type OptionValue = number | boolean | string | readonly string[]

/** What a configuration may set about one rule, such as how many is too many. */
export interface RuleOption<T extends OptionValue = OptionValue> {
  /** Its key in the configuration. */
  readonly name: string
  /** One sentence: what it is. */
  readonly summary: string
  /** The value where nothing is set; what is set has to be of its kind. */
  readonly default: T
  /** Of a number; 0 where it is not said. */
  readonly minimum?: number
}

/** Gives the value of an option of the rule that asks. */
export type Options = <T extends OptionValue>(option: RuleOption<T>) => T

/** Where no configuration says anything. */
export const defaultOptions: Options = (option) => option.default

/** Values as a configuration sets them; what it leaves out keeps its default. */
export function optionsOf(values: Readonly<Record<string, OptionValue>>): Options {
  return (option) => {
    const value = Object.hasOwn(values, option.name) ? values[option.name] : undefined
    return value !== undefined && isOfKind(value, option.default) ? value : option.default
  }
}

/** Whether a value may stand where `sample` stands: a number for a number, a list of words for a list. */
export function isOfKind<T extends OptionValue>(value: unknown, sample: T): value is T {
  if (!Array.isArray(sample)) return typeof value === typeof sample && !Array.isArray(value)
  return Array.isArray(value) && value.every((element) => typeof element === 'string')
}
