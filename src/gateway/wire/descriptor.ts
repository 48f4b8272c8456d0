// Written by scripts/generate-gateway-messages.js from proto/gateway.proto.

export const serviceName = 'moby.buildkit.v1.frontend.LLBBridge';

/** Request and response message of each call. */
export const methodTypes = {
  Ping: ['moby.buildkit.v1.frontend.PingRequest', 'moby.buildkit.v1.frontend.PongResponse'],
  ResolveImageConfig: [
    'moby.buildkit.v1.frontend.ResolveImageConfigRequest',
    'moby.buildkit.v1.frontend.ResolveImageConfigResponse',
  ],
  ResolveSourceMeta: [
    'moby.buildkit.v1.frontend.ResolveSourceMetaRequest',
    'moby.buildkit.v1.frontend.ResolveSourceMetaResponse',
  ],
  Solve: ['moby.buildkit.v1.frontend.SolveRequest', 'moby.buildkit.v1.frontend.SolveResponse'],
  ReadFile: [
    'moby.buildkit.v1.frontend.ReadFileRequest',
    'moby.buildkit.v1.frontend.ReadFileResponse',
  ],
  ReadDir: [
    'moby.buildkit.v1.frontend.ReadDirRequest',
    'moby.buildkit.v1.frontend.ReadDirResponse',
  ],
  StatFile: [
    'moby.buildkit.v1.frontend.StatFileRequest',
    'moby.buildkit.v1.frontend.StatFileResponse',
  ],
  Evaluate: [
    'moby.buildkit.v1.frontend.EvaluateRequest',
    'moby.buildkit.v1.frontend.EvaluateResponse',
  ],
  Inputs: ['moby.buildkit.v1.frontend.InputsRequest', 'moby.buildkit.v1.frontend.InputsResponse'],
  Warn: ['moby.buildkit.v1.frontend.WarnRequest', 'moby.buildkit.v1.frontend.WarnResponse'],
  Return: ['moby.buildkit.v1.frontend.ReturnRequest', 'moby.buildkit.v1.frontend.ReturnResponse'],
} as const;

/** A protobufjs namespace. */
export const descriptor = {
  nested: {
    moby: {
      nested: {
        buildkit: {
          nested: {
            v1: {
              nested: {
                frontend: {
                  nested: {
                    PingRequest: { fields: {} },
                    PongResponse: {
                      fields: {
                        frontendApiCaps: {
                          rule: 'repeated',
                          type: 'moby.buildkit.v1.apicaps.APICap',
                          id: 1,
                        },
                        llbCaps: {
                          rule: 'repeated',
                          type: 'moby.buildkit.v1.apicaps.APICap',
                          id: 2,
                        },
                      },
                    },
                    SolveRequest: {
                      fields: {
                        definition: { type: 'bytes', id: 1 },
                        frontend: { type: 'string', id: 2 },
                        frontendOpt: { keyType: 'string', type: 'string', id: 3 },
                        allowResultReturn: { type: 'bool', id: 5 },
                        allowResultArrayRef: { type: 'bool', id: 6 },
                        final: { type: 'bool', id: 10 },
                        exporterAttr: { type: 'bytes', id: 11 },
                        cacheImports: { rule: 'repeated', type: 'CacheOptionsEntry', id: 12 },
                        frontendInputs: { keyType: 'string', type: 'bytes', id: 13 },
                        evaluate: { type: 'bool', id: 14 },
                        sourcePolicies: {
                          rule: 'repeated',
                          type: 'moby.buildkit.v1.sourcepolicy.Policy',
                          id: 15,
                        },
                      },
                    },
                    CacheOptionsEntry: {
                      fields: {
                        type: { type: 'string', id: 1 },
                        attrs: { keyType: 'string', type: 'string', id: 2 },
                      },
                    },
                    SolveResponse: {
                      fields: { ref: { type: 'string', id: 1 }, result: { type: 'Result', id: 3 } },
                    },
                    Result: {
                      oneofs: {
                        result: { oneof: ['refDeprecated', 'refsDeprecated', 'ref', 'refs'] },
                      },
                      fields: {
                        refDeprecated: { type: 'string', id: 1 },
                        refsDeprecated: { type: 'RefMapDeprecated', id: 2 },
                        ref: { type: 'Ref', id: 3 },
                        refs: { type: 'RefMap', id: 4 },
                        metadata: { keyType: 'string', type: 'bytes', id: 10 },
                        attestations: { keyType: 'string', type: 'Attestations', id: 12 },
                      },
                    },
                    RefMapDeprecated: {
                      fields: { refs: { keyType: 'string', type: 'string', id: 1 } },
                    },
                    Ref: {
                      fields: { id: { type: 'string', id: 1 }, def: { type: 'bytes', id: 2 } },
                    },
                    RefMap: { fields: { refs: { keyType: 'string', type: 'Ref', id: 1 } } },
                    Attestations: {
                      fields: { attestation: { rule: 'repeated', type: 'Attestation', id: 1 } },
                    },
                    Attestation: {
                      fields: {
                        kind: { type: 'AttestationKind', id: 1 },
                        metadata: { keyType: 'string', type: 'bytes', id: 2 },
                        ref: { type: 'Ref', id: 3 },
                        path: { type: 'string', id: 4 },
                        inTotoPredicateType: { type: 'string', id: 5 },
                        inTotoSubjects: { rule: 'repeated', type: 'InTotoSubject', id: 6 },
                      },
                    },
                    AttestationKind: { values: { InToto: 0, Bundle: 1 } },
                    InTotoSubject: {
                      fields: {
                        kind: { type: 'InTotoSubjectKind', id: 1 },
                        digest: { rule: 'repeated', type: 'string', id: 2 },
                        name: { type: 'string', id: 3 },
                      },
                    },
                    InTotoSubjectKind: { values: { Self: 0, Raw: 1 } },
                    ReturnRequest: {
                      fields: {
                        result: { type: 'Result', id: 1 },
                        error: { type: 'google.rpc.Status', id: 2 },
                      },
                    },
                    ReturnResponse: { fields: {} },
                    InputsRequest: { fields: {} },
                    InputsResponse: {
                      fields: { definitions: { keyType: 'string', type: 'bytes', id: 1 } },
                    },
                    ResolveImageConfigRequest: {
                      fields: {
                        ref: { type: 'string', id: 1 },
                        platform: { type: 'pb.Platform', id: 2 },
                        resolveMode: { type: 'string', id: 3 },
                        logName: { type: 'string', id: 4 },
                        resolverType: { type: 'int32', id: 5 },
                        sessionId: { type: 'string', id: 6 },
                        storeId: { type: 'string', id: 7 },
                        sourcePolicies: {
                          rule: 'repeated',
                          type: 'moby.buildkit.v1.sourcepolicy.Policy',
                          id: 8,
                        },
                      },
                    },
                    ResolveImageConfigResponse: {
                      fields: {
                        digest: { type: 'string', id: 1 },
                        config: { type: 'bytes', id: 2 },
                        ref: { type: 'string', id: 3 },
                      },
                    },
                    ResolveSourceMetaRequest: {
                      fields: {
                        source: { type: 'pb.SourceOp', id: 1 },
                        platform: { type: 'pb.Platform', id: 2 },
                        logName: { type: 'string', id: 3 },
                        resolveMode: { type: 'string', id: 4 },
                        git: { type: 'ResolveSourceGitRequest', id: 5 },
                        image: { type: 'ResolveSourceImageRequest', id: 6 },
                        sourcePolicies: {
                          rule: 'repeated',
                          type: 'moby.buildkit.v1.sourcepolicy.Policy',
                          id: 8,
                        },
                      },
                    },
                    ResolveSourceGitRequest: { fields: { returnObject: { type: 'bool', id: 1 } } },
                    ResolveSourceImageRequest: { fields: { noConfig: { type: 'bool', id: 1 } } },
                    ResolveSourceMetaResponse: {
                      fields: {
                        source: { type: 'pb.SourceOp', id: 1 },
                        image: { type: 'ResolveSourceImageResponse', id: 2 },
                        git: { type: 'ResolveSourceGitResponse', id: 3 },
                        http: { type: 'ResolveSourceHTTPResponse', id: 4 },
                      },
                    },
                    ResolveSourceImageResponse: {
                      fields: {
                        digest: { type: 'string', id: 1 },
                        config: { type: 'bytes', id: 2 },
                      },
                    },
                    ResolveSourceGitResponse: {
                      fields: {
                        checksum: { type: 'string', id: 1 },
                        ref: { type: 'string', id: 2 },
                        commitChecksum: { type: 'string', id: 3 },
                        commitObject: { type: 'bytes', id: 4 },
                        tagObject: { type: 'bytes', id: 5 },
                      },
                    },
                    ResolveSourceHTTPResponse: {
                      fields: {
                        checksum: { type: 'string', id: 1 },
                        filename: { type: 'string', id: 2 },
                        lastModified: { type: 'google.protobuf.Timestamp', id: 3 },
                      },
                    },
                    ReadFileRequest: {
                      fields: {
                        ref: { type: 'string', id: 1 },
                        filePath: { type: 'string', id: 2 },
                        range: { type: 'FileRange', id: 3 },
                      },
                    },
                    FileRange: {
                      fields: {
                        offset: { type: 'int64', id: 1 },
                        length: { type: 'int64', id: 2 },
                      },
                    },
                    ReadFileResponse: { fields: { data: { type: 'bytes', id: 1 } } },
                    ReadDirRequest: {
                      fields: {
                        ref: { type: 'string', id: 1 },
                        dirPath: { type: 'string', id: 2 },
                        includePattern: { type: 'string', id: 3 },
                      },
                    },
                    ReadDirResponse: {
                      fields: { entries: { rule: 'repeated', type: 'fsutil.types.Stat', id: 1 } },
                    },
                    StatFileRequest: {
                      fields: { ref: { type: 'string', id: 1 }, path: { type: 'string', id: 2 } },
                    },
                    StatFileResponse: { fields: { stat: { type: 'fsutil.types.Stat', id: 1 } } },
                    EvaluateRequest: { fields: { ref: { type: 'string', id: 1 } } },
                    EvaluateResponse: { fields: {} },
                    WarnRequest: {
                      fields: {
                        digest: { type: 'string', id: 1 },
                        level: { type: 'int64', id: 2 },
                        short: { type: 'bytes', id: 3 },
                        detail: { rule: 'repeated', type: 'bytes', id: 4 },
                        url: { type: 'string', id: 5 },
                        info: { type: 'pb.SourceInfo', id: 6 },
                        ranges: { rule: 'repeated', type: 'pb.Range', id: 7 },
                      },
                    },
                    WarnResponse: { fields: {} },
                  },
                },
                apicaps: {
                  nested: {
                    APICap: {
                      fields: {
                        id: { type: 'string', id: 1 },
                        enabled: { type: 'bool', id: 2 },
                        deprecated: { type: 'bool', id: 3 },
                        disabledReason: { type: 'string', id: 4 },
                        disabledReasonMsg: { type: 'string', id: 5 },
                        disabledAlternative: { type: 'string', id: 6 },
                      },
                    },
                  },
                },
                sourcepolicy: {
                  nested: {
                    Policy: {
                      fields: {
                        version: { type: 'int64', id: 1 },
                        rules: { rule: 'repeated', type: 'Rule', id: 2 },
                      },
                    },
                    Rule: {
                      fields: {
                        action: { type: 'PolicyAction', id: 1 },
                        selector: { type: 'Selector', id: 2 },
                        updates: { type: 'Update', id: 3 },
                      },
                    },
                    PolicyAction: { values: { ALLOW: 0, DENY: 1, CONVERT: 2 } },
                    Selector: {
                      fields: {
                        identifier: { type: 'string', id: 1 },
                        matchType: { type: 'MatchType', id: 2 },
                        constraints: { rule: 'repeated', type: 'AttrConstraint', id: 3 },
                      },
                    },
                    MatchType: { values: { WILDCARD: 0, EXACT: 1, REGEX: 2 } },
                    AttrConstraint: {
                      fields: {
                        key: { type: 'string', id: 1 },
                        value: { type: 'string', id: 2 },
                        condition: { type: 'AttrMatch', id: 3 },
                      },
                    },
                    AttrMatch: { values: { EQUAL: 0, NOTEQUAL: 1, MATCHES: 2 } },
                    Update: {
                      fields: {
                        identifier: { type: 'string', id: 1 },
                        attrs: { keyType: 'string', type: 'string', id: 2 },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    pb: {
      nested: {
        Platform: {
          fields: {
            architecture: { type: 'string', id: 1 },
            os: { type: 'string', id: 2 },
            variant: { type: 'string', id: 3 },
            osVersion: { type: 'string', id: 4 },
            osFeatures: { rule: 'repeated', type: 'string', id: 5 },
          },
        },
        SourceOp: {
          fields: {
            identifier: { type: 'string', id: 1 },
            attrs: { keyType: 'string', type: 'string', id: 2 },
          },
        },
        Definition: {
          fields: {
            def: { rule: 'repeated', type: 'bytes', id: 1 },
            metadata: { keyType: 'string', type: 'OpMetadata', id: 2 },
            source: { type: 'Source', id: 3 },
          },
        },
        OpMetadata: {
          fields: {
            ignoreCache: { type: 'bool', id: 1 },
            description: { keyType: 'string', type: 'string', id: 2 },
            exportCache: { type: 'ExportCache', id: 4 },
            caps: { keyType: 'string', type: 'bool', id: 5 },
            progressGroup: { type: 'ProgressGroup', id: 6 },
            linuxResources: { type: 'LinuxResources', id: 7 },
          },
        },
        ExportCache: { fields: { value: { type: 'bool', id: 1 } } },
        ProgressGroup: {
          fields: {
            id: { type: 'string', id: 1 },
            name: { type: 'string', id: 2 },
            weak: { type: 'bool', id: 3 },
          },
        },
        LinuxResources: {
          fields: {
            memory: { type: 'int64', id: 1 },
            memorySwap: { type: 'int64', id: 2 },
            cpuShares: { type: 'uint64', id: 3 },
            cpuPeriod: { type: 'uint64', id: 4 },
            cpuQuota: { type: 'int64', id: 5 },
            cpusetCpus: { type: 'string', id: 6 },
            cpusetMems: { type: 'string', id: 7 },
          },
        },
        Source: {
          fields: {
            locations: { keyType: 'string', type: 'Locations', id: 1 },
            infos: { rule: 'repeated', type: 'SourceInfo', id: 2 },
          },
        },
        Locations: { fields: { locations: { rule: 'repeated', type: 'Location', id: 1 } } },
        SourceInfo: {
          fields: {
            filename: { type: 'string', id: 1 },
            data: { type: 'bytes', id: 2 },
            definition: { type: 'Definition', id: 3 },
            language: { type: 'string', id: 4 },
          },
        },
        Location: {
          fields: {
            sourceIndex: { type: 'int32', id: 1 },
            ranges: { rule: 'repeated', type: 'Range', id: 2 },
          },
        },
        Range: { fields: { start: { type: 'Position', id: 1 }, end: { type: 'Position', id: 2 } } },
        Position: {
          fields: { line: { type: 'int32', id: 1 }, character: { type: 'int32', id: 2 } },
        },
      },
    },
    fsutil: {
      nested: {
        types: {
          nested: {
            Stat: {
              fields: {
                path: { type: 'string', id: 1 },
                mode: { type: 'uint32', id: 2 },
                uid: { type: 'uint32', id: 3 },
                gid: { type: 'uint32', id: 4 },
                size: { type: 'int64', id: 5 },
                modTime: { type: 'int64', id: 6 },
                linkname: { type: 'string', id: 7 },
                devmajor: { type: 'int64', id: 8 },
                devminor: { type: 'int64', id: 9 },
                xattrs: { keyType: 'string', type: 'bytes', id: 10 },
              },
            },
          },
        },
      },
    },
    google: {
      nested: {
        rpc: {
          nested: {
            Status: {
              fields: {
                code: { type: 'int32', id: 1 },
                message: { type: 'string', id: 2 },
                details: { rule: 'repeated', type: 'google.protobuf.Any', id: 3 },
              },
            },
          },
        },
        protobuf: {
          nested: {
            Any: {
              fields: { typeUrl: { type: 'string', id: 1 }, value: { type: 'bytes', id: 2 } },
            },
            Timestamp: {
              fields: { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } },
            },
          },
        },
      },
    },
  },
};
