export { createFakeIpc, sampleSession, type FakeIpc, type FakeOptions } from './fakeIpc';
export { sampleCopy } from './copies';
export * from './people';
export { fieldComputer, instrumentArchive, protectedData, reefSurvey, research, whitfieldArchive } from './storage';
export { endsIn, researchStorage, thisComputer, toGroup, toPerson } from './shares';
export { marcus, sampleWorld, tomas } from './audit/sample';
export { checklistOf, heldUp } from './sharing';
