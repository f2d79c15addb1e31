dotnet build `
  --configuration Release
dotnet test
