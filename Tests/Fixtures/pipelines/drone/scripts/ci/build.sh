npm ci
npm test
