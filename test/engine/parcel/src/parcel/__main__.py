from parcel import main

main()
