import * as cdk from 'aws-cdk-lib';
export class NetworkStack extends cdk.Stack {}
