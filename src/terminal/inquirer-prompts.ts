/** The prompts on Inquirer's engine, as one chunk: both files need the engine, which keeps the state of the open prompt. */
export { askPaste, Draft, headingOf } from './paste-prompt.ts'
export { askChoice, askLine, askSecret, askSeveral } from './questions.ts'
